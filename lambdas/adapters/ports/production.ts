/** Made tea per factory and Nairobi day, kg. Null: not entered. */
export type Production = {
  madeTeaKg(factoryId: string, date: string): Promise<number | null>;
  putMadeTea(entry: {
    factoryId: string;
    date: string;
    madeTeaKg: number;
    origin: 'measured' | 'seeded';
  }): Promise<void>;
};
