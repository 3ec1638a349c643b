import { useEffect, useRef, useState } from 'react';
import { Dialog } from '../../components/dialog/dialog.tsx';
import { Loaded } from '../../components/loaded/loaded.tsx';
import { useText } from '../../lib/i18n/use-text.ts';
import { ConfigurationForm } from './configuration-form.tsx';
import { ConfigurationStatus } from './configuration-status.tsx';
import { useConfiguration } from './use-configuration.ts';

/** A device's configuration: its state, asked again while the dialog is open, and the form that changes it. */
export const ConfigurationDialog = ({ deviceId, onClose }: { deviceId: string; onClose: () => void }) => {
  const text = useText();
  const query = useConfiguration(deviceId);
  const [round, setRound] = useState(0);
  const status = useRef<HTMLDivElement>(null);
  // Whoever sent from the end of the form sees there what came of it.
  useEffect(() => {
    if (round > 0) status.current?.scrollIntoView({ block: 'nearest' });
  }, [round]);
  const anew = (): void => {
    void query.refetch().then(() => setRound(round + 1));
  };
  return (
    <Dialog title={text('config.title', { device: deviceId })} onClose={onClose}>
      <Loaded query={query}>
        {(state) => (
          <>
            <div ref={status}>
              <ConfigurationStatus state={state} />
            </div>
            <ConfigurationForm key={round} state={state} onAnew={anew} onClose={onClose} />
          </>
        )}
      </Loaded>
    </Dialog>
  );
};
