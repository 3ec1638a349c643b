import { Html } from './html.ts';

/** The page's whole style. Colours keep a contrast of at least 4.5 in both schemes. */
export const style = new Html(`
:root { color-scheme: light dark; --bg: #f7f8f6; --surface: #fff; --ink: #14231b; --ink-2: #4a5a51;
  --line: #d5dad6; --action: #0b5cad; --get: #12455c; --write: #7a3d00; }
@media (prefers-color-scheme: dark) { :root { --bg: #0f1613; --surface: #18211d; --ink: #eaf1ed; --ink-2: #a9b8b0;
  --line: #39443f; --action: #7db8ff; --get: #9fd3ea; --write: #f2c14e; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--bg); color: var(--ink); font: 16px/24px system-ui, sans-serif; }
.layout { max-width: 72rem; margin: 0 auto; padding: 16px; display: grid; gap: 24px; }
@media (min-width: 60rem) { .layout { grid-template-columns: 16rem 1fr; } nav { position: sticky; top: 16px;
  align-self: start; max-height: calc(100vh - 32px); overflow: auto; } }
main { min-width: 0; }
h1 { font-size: 28px; line-height: 32px; margin: 8px 0; }
h2 { margin: 32px 0 8px; text-transform: capitalize; }
h3 { margin: 0 0 8px; font-size: 16px; overflow-wrap: anywhere; }
h4 { margin: 16px 0 4px; font-size: 14px; }
a { color: var(--action); }
nav ul { list-style: none; margin: 0 0 16px; padding: 0; }
nav a { display: block; padding: 4px 0; overflow-wrap: anywhere; font-size: 14px; }
nav p { margin: 0; font-weight: 600; text-transform: capitalize; }
code { font: 14px/20px ui-monospace, monospace; }
article { background: var(--surface); border: 1px solid var(--line); border-radius: 8px; padding: 16px; margin: 0 0 16px; }
article p { margin: 4px 0; }
.method { font: 600 13px/20px ui-monospace, monospace; border: 1px solid currentColor; border-radius: 4px; padding: 1px 6px;
  color: var(--write); }
.method.get { color: var(--get); }
.access, .kind, .note, .problems { color: var(--ink-2); font-size: 14px; }
.note::before { content: "· "; }
.fields, .columns, .choices { margin: 4px 0; padding-left: 20px; font-size: 14px; }
.fields { list-style: none; border-left: 1px solid var(--line); padding-left: 12px; }
.fields li { padding: 2px 0; overflow-wrap: anywhere; }
.choices > li { margin: 8px 0; }
summary { cursor: pointer; min-height: 44px; padding: 10px 0; font-weight: 600; font-size: 14px; }
:focus-visible { outline: 3px solid var(--action); outline-offset: 2px; }
.skip { position: absolute; left: -999px; } .skip:focus { left: 16px; top: 8px; background: var(--surface); padding: 8px; }
`);
