// `npm run outline -w frontend`: writes the outline the map draws. Run it after an update of the atlas.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { kenyaOutline } from './kenya-outline.ts';

const target = fileURLToPath(new URL('../src/features/overview/kenya-outline.json', import.meta.url));
writeFileSync(target, `${JSON.stringify({ path: kenyaOutline() }, null, 2)}\n`);
console.log(`Wrote ${target}`);
