import type { ReactNode } from 'react';
import { Field } from '../../components/field/field.tsx';
import { Loaded } from '../../components/loaded/loaded.tsx';
import { Card, Page } from '../../components/page/page.tsx';
import { useText } from '../../lib/i18n/use-text.ts';
import styles from './factories.module.css';
import { matching } from './matching.ts';
import { useFactories } from './use-factories.ts';

type Props = {
  typed: string;
  onType: (typed: string) => void;
  factoryLink: (factoryId: string, name: string) => ReactNode;
};

/** All factories of the network, to open any of them. */
export const FactoriesPage = ({ typed, onType, factoryLink }: Props) => {
  const text = useText();
  const factories = useFactories();
  return (
    <Page title={text('factories.title')}>
      <div className={styles.search}>
        <Field
          label={text('factories.search')}
          type="search"
          value={typed}
          onChange={(event) => onType(event.target.value)}
        />
      </div>
      <Loaded query={factories}>
        {(all) => {
          const found = matching(all, typed);
          return (
            <Card label={text('factories.title')}>
              <p className={styles.small} role="status">
                {text('factories.found', { n: found.length, all: all.length })}
              </p>
              <ul className={styles.list}>
                {found.map((factory) => (
                  <li key={factory.factoryId}>
                    {factoryLink(factory.factoryId, factory.name)}
                    <span className={styles.small}>{factory.location}</span>
                    <span className={styles.small}>
                      {text('factories.chimneys', { n: factory.chimneyCount })} ·{' '}
                      {text(`fuel.${factory.mainFuel}`)}
                    </span>
                  </li>
                ))}
              </ul>
              {all.some(({ approximate }) => approximate) && (
                <p className={styles.small}>{text('map.approximate')}</p>
              )}
            </Card>
          );
        }}
      </Loaded>
    </Page>
  );
};
