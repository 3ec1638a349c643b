import { type ReactNode, useEffect, useRef, useState } from 'react';

/** How far below the screen a part is prepared already. */
const rootMargin = '240px';

/** Shows a heavy part only once the reader comes near it: what nobody scrolls to is never downloaded. */
export const WhenNear = ({ className, children }: { className: string | undefined; children: ReactNode }) => {
  const [near, setNear] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (place.current === null) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setNear(true);
      },
      { rootMargin },
    );
    observer.observe(place.current);
    return () => observer.disconnect();
  }, []);
  return near ? children : <div ref={place} className={className} />;
};
