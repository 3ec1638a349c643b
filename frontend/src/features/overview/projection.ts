/** Map units per degree. At the equator a degree of longitude is as long as one of latitude. */
const scale = 60;
const westDeg = 33.7;
const northDeg = 5.7;

export const projectX = (longitudeDeg: number): number => (longitudeDeg - westDeg) * scale;
export const projectY = (latitudeDeg: number): number => (northDeg - latitudeDeg) * scale;

/** Views of the map as SVG view boxes: where the tea grows, its two regions, and the country. */
export const mapViews = {
  tea: '40 302 232 120',
  kenya: '0 0 500 640',
  west: '45 318 100 110',
  east: '165 312 100 110',
} as const;
export type MapView = keyof typeof mapViews;
