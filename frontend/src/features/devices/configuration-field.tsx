import {
  type DeviceConfigurationKey,
  deviceConfigurationFields,
} from '@carbon-track/contract/device-configuration-fields.ts';
import { Field, Select } from '../../components/field/field.tsx';
import { useFormat } from '../../lib/format/use-format.ts';
import { useText } from '../../lib/i18n/use-text.ts';
import { choicesOf, wordsOfRule } from './configuration-fields.ts';

type Props = {
  name: DeviceConfigurationKey;
  value: string;
  inForce: number | undefined;
  rule: string | undefined;
  onChange: (value: string) => void;
};

/** One number of a device's configuration with its range, or one choice of a few. */
export const ConfigurationField = ({ name, value, inForce, rule, onChange }: Props) => {
  const text = useText();
  const format = useFormat();
  const label = text(`config.field.${name}`);
  const words = rule === undefined ? null : wordsOfRule(rule);
  const choices = choicesOf(name);
  if (choices !== null)
    return (
      <Select label={label} value={value} onChange={(event) => onChange(event.target.value)}>
        {choices.map((choice) => (
          <option key={choice.value} value={String(choice.value)}>
            {'id' in choice ? text(choice.id) : choice.written}
          </option>
        ))}
      </Select>
    );
  const { least, most } = deviceConfigurationFields[name];
  const range = text('config.range', { least: format.count(least), most: format.count(most) });
  const now = inForce === undefined ? '' : ` · ${text('config.now', { value: format.count(inForce) })}`;
  return (
    <Field
      label={label}
      hint={`${range}${now}`}
      error={words === null ? undefined : `${text(words)} ${range}`}
      value={value}
      required
      inputMode="numeric"
      autoComplete="off"
      onChange={(event) => onChange(event.target.value)}
    />
  );
};
