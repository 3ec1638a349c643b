declare module 'topojson-client' {
  type Feature = { properties: { name: string }; geometry: { type: string; coordinates: unknown } };
  /** The part of the package that the outline needs. */
  export const feature: (topology: unknown, countries: unknown) => { features: Feature[] };
}
