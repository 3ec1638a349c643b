import { Button } from '../../components/button/button.tsx';
import { Notice } from '../../components/notice/notice.tsx';
import { Page } from '../../components/page/page.tsx';
import { useText } from '../../lib/i18n/use-text.ts';

/** A screen that could not be loaded or shown. After a new release its old files are gone: loading again helps. */
export const ScreenFailed = () => {
  const text = useText();
  return (
    <Page title={text('screen_failed.title')}>
      <Notice tone="bad" role="alert">
        <p>{text('screen_failed.what')}</p>
      </Notice>
      <div>
        <Button kind="primary" onClick={() => window.location.reload()}>
          {text('screen_failed.reload')}
        </Button>
      </div>
    </Page>
  );
};
