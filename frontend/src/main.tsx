import './styles/tokens.css';
import './styles/base.css';
import { createRoot } from 'react-dom/client';
import * as z from 'zod';
import { start } from './app/start.tsx';

// Compiled parsers would need `eval`, which the page's content security policy forbids.
z.config({ jitless: true });

const place = document.getElementById('root');
if (place !== null) void start(createRoot(place));
