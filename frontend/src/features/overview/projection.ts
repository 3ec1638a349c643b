/** Map units per degree. At the equator a degree of longitude is as long as one of latitude. */
const scale = 60;
const westDeg = 33.7;
const northDeg = 5.2;

export const projectX = (longitudeDeg: number): number => (longitudeDeg - westDeg) * scale;
export const projectY = (latitudeDeg: number): number => (northDeg - latitudeDeg) * scale;

/** Views of the map as SVG view boxes: the country, and the two regions where the tea grows. */
export const mapViews = {
  kenya: '0 0 500 610',
  west: '50 270 130 130',
  east: '150 270 130 130',
} as const;
export type MapView = keyof typeof mapViews;
