import type { ProvisionedDevice } from '@carbon-track/contract/device.ts';
import { Button } from '../../components/button/button.tsx';
import { Icon } from '../../components/icon/icon.tsx';
import { Notice } from '../../components/notice/notice.tsx';
import { download } from '../../lib/download.ts';
import { useText } from '../../lib/i18n/use-text.ts';
import styles from './devices.module.css';

const pem = 'application/x-pem-file';

/** The files of a certificate, in the names an installer looks for. */
const filesOf = ({ device, privateKeyPem, certificatePem, caPem }: ProvisionedDevice) =>
  [
    { name: `${device.deviceId}.key.pem`, text: privateKeyPem },
    { name: `${device.deviceId}.cert.pem`, text: certificatePem },
    { name: 'ca.pem', text: caPem },
  ].flatMap(({ name, text }) => (text === null ? [] : [{ name, text }]));

/** What an installer takes to the chimney. The key exists in this window only and is gone once it closes. */
export const ProvisionedKit = ({ kit, onClose }: { kit: ProvisionedDevice; onClose: () => void }) => {
  const text = useText();
  return (
    <div className={styles.form}>
      <Notice tone="warn">
        <p>{text('provision.once')}</p>
      </Notice>
      <div className={styles.actions}>
        {filesOf(kit).map((file) => (
          <Button key={file.name} onClick={() => download(file.name, file.text, pem)}>
            <Icon name="download" />
            {file.name}
          </Button>
        ))}
      </div>
      <dl className={styles.facts}>
        <div>
          <dt>{text('provision.endpoint')}</dt>
          <dd>{kit.endpoint ?? '—'}</dd>
        </div>
        <div>
          <dt>{text('provision.client')}</dt>
          <dd>{kit.clientId}</dd>
        </div>
        <div>
          <dt>{text('provision.topic')}</dt>
          <dd>{kit.telemetryTopic}</dd>
        </div>
      </dl>
      <Button kind="primary" onClick={onClose}>
        {text('provision.saved')}
      </Button>
    </div>
  );
};
