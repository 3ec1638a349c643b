import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: 'test/global-setup.ts',
    include: ['test/**/*.test.ts', 'frontend/**/*.test.{ts,tsx}'],
    // Generous: a busy machine is no defect. What must be quick is measured by the bench.
    testTimeout: 120_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 30_000 } },
    // Two cores: more workers only wait for each other.
    maxWorkers: 2,
  },
});
