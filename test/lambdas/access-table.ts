import type { RouteName } from '@carbon-track/contract/routes.ts';

/** Who may do it: to any factory, to the own one only, or not at all. */
export type Right = 'all' | 'own' | 'no';
export const callers = ['factory-manager', 'hq-manager', 'ops', 'verifier', 'nobody'] as const;
export type Rights = Record<(typeof callers)[number], Right>;

const rights = (
  factoryManager: Right,
  hqManager: Right,
  ops: Right,
  verifier: Right,
  nobody: Right = 'no',
): Rights => ({ 'factory-manager': factoryManager, 'hq-manager': hqManager, ops, verifier, nobody });

/**
 * Every route and who may call it. Written by hand and on purpose not derived from the route table: the two must agree.
 * `nobody` stands for a request without a token; an account without a membership, or with an expired one, has the same
 * rights.
 */
export const accessTable: Record<RouteName, Rights> = {
  //                                factory-manager, hq-manager, ops, verifier
  getMe: rights('all', 'all', 'all', 'all'),
  listFactories: rights('all', 'all', 'all', 'all'),
  getOverview: rights('no', 'all', 'all', 'all'),
  getLeaderboard: rights('no', 'all', 'all', 'all'),
  getFactory: rights('own', 'all', 'all', 'all'),
  putChimneyConfiguration: rights('no', 'all', 'all', 'no'),
  getLatestEmissions: rights('own', 'all', 'all', 'all'),
  getEmissions: rights('own', 'all', 'all', 'all'),
  uploadEmissions: rights('no', 'all', 'all', 'no'),
  listDevices: rights('own', 'all', 'all', 'all'),
  provisionDevice: rights('no', 'no', 'all', 'no'),
  getDeviceConfiguration: rights('no', 'all', 'all', 'all'),
  putDeviceConfiguration: rights('no', 'no', 'all', 'no'),
  revokeDevice: rights('no', 'no', 'all', 'no'),
  listAlerts: rights('own', 'all', 'all', 'all'),
  acknowledgeAlert: rights('own', 'all', 'all', 'no'),
  explainAlert: rights('own', 'all', 'all', 'no'),
  takeLease: rights('own', 'all', 'all', 'all'),
  listQuarantine: rights('no', 'no', 'all', 'no'),
  getOpenApi: rights('all', 'all', 'all', 'all', 'all'),
  getDocs: rights('all', 'all', 'all', 'all', 'all'),
};
