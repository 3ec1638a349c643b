import { Link } from '@tanstack/react-router';
import { Page } from '../../components/page/page.tsx';
import { useText } from '../../lib/i18n/use-text.ts';

export const NotFound = () => {
  const text = useText();
  return (
    <Page title={text('not_found.title')}>
      <p>{text('not_found.what')}</p>
      <p>
        <Link to="/">{text('not_found.home')}</Link>
      </p>
    </Page>
  );
};
