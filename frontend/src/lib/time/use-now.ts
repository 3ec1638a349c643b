import { useEffect, useState } from 'react';
import { useServices } from '../services.ts';

/** The server's time, ticking without messages, so that a tier changes although nothing arrives. */
export const useNow = (everyMs: number): number => {
  const { clock } = useServices();
  const [now, setNow] = useState(clock.now);
  useEffect(() => {
    setNow(clock.now());
    const timer = setInterval(() => setNow(clock.now()), everyMs);
    return () => clearInterval(timer);
  }, [clock, everyMs]);
  return now;
};
