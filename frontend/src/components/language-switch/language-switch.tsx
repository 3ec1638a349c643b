import { useText } from '../../lib/i18n/use-text.ts';
import { changeSettings, languages, useSettings } from '../../lib/settings/settings.ts';
import styles from './language-switch.module.css';

const names = { en: 'English', sw: 'Kiswahili' };

/** EN | SW, in reach on every screen: phones are shared. */
export const LanguageSwitch = () => {
  const text = useText();
  const { language } = useSettings();
  return (
    <fieldset className={styles.switch}>
      <legend className="visually-hidden">{text('settings.language')}</legend>
      {languages.map((one) => (
        <button
          key={one}
          type="button"
          lang={one}
          aria-pressed={one === language}
          onClick={() => changeSettings({ language: one })}
        >
          <span aria-hidden="true">{one.toUpperCase()}</span>
          <span className="visually-hidden">{names[one]}</span>
        </button>
      ))}
    </fieldset>
  );
};
