import { OverviewPage } from '../../features/overview/overview-page.tsx';
import { factoryLink } from '../links.tsx';

export const OverviewRoute = () => <OverviewPage factoryLink={factoryLink} />;
