import type { Noun } from '@carbon-track/contract/route.ts';
import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { envSchema as alertsEnv } from '../lambdas/alerts/env.ts';
import type { AlertPorts } from '../lambdas/alerts/handler.ts';
import { envSchema as devicesEnv } from '../lambdas/devices/env.ts';
import type { DevicePorts } from '../lambdas/devices/ports.ts';
import { envSchema as docsEnv } from '../lambdas/docs/env.ts';
import { envSchema as emissionsEnv } from '../lambdas/emissions/env.ts';
import type { EmissionPorts } from '../lambdas/emissions/ports.ts';
import { envSchema as factoriesEnv } from '../lambdas/factories/env.ts';
import type { FactoryPorts } from '../lambdas/factories/ports.ts';
import { envSchema as liveEnv } from '../lambdas/live/env.ts';
import type { LivePorts } from '../lambdas/live/ports.ts';
import type { DoorPorts } from '../lambdas/middleware/api-door.ts';
import { envSchema as quarantineEnv } from '../lambdas/quarantine/env.ts';
import type { QuarantinePorts } from '../lambdas/quarantine/handler.ts';
import { envSchema as usersEnv } from '../lambdas/users/env.ts';
import { allowPut, allowRead } from './bucket-access.ts';
import { allowDeviceIdentity, allowDeviceShadow } from './device-rights.ts';
import { type Handler, HandlerFunction } from './handler-function.ts';
import { allowCalls } from './table-rights.ts';
import type { Wiring } from './wiring.ts';

export type ApiNounsProps = {
  readonly wiring: Wiring;
  readonly portalOrigin: string;
  readonly devicePolicyName: string;
};

/** One Lambda per noun of the API, each with the rights of its own routes and no others. */
export class ApiNouns extends Construct {
  readonly handlers: Readonly<Record<Noun, Handler>>;
  private readonly wiring: Wiring;
  private readonly variables: Record<'TELEMETRY_TABLE' | 'LEDGER_TABLE' | 'PORTAL_ORIGIN', string>;

  constructor(scope: Construct, id: string, { wiring, portalOrigin, devicePolicyName }: ApiNounsProps) {
    super(scope, id);
    this.wiring = wiring;
    this.variables = {
      TELEMETRY_TABLE: wiring.data.telemetry.tableName,
      LEDGER_TABLE: wiring.data.ledger.tableName,
      PORTAL_ORIGIN: portalOrigin,
    };
    this.handlers = {
      emissions: this.emissions(),
      factories: this.factories(),
      devices: this.devices(devicePolicyName),
      alerts: this.alerts(),
      live: this.live(),
      quarantine: this.quarantine(),
      users: this.users(),
      docs: this.docs(),
    };
  }

  private emissions(): Handler {
    const { data, alarms } = this.wiring;
    const handler = new HandlerFunction(this, 'Emissions', {
      lambda: 'emissions',
      does: 'API: latest and past emissions, and uploads of instruments',
      schema: emissionsEnv,
      environment: {
        ...this.variables,
        ...data.archive.environment,
        QUARANTINE_BUCKET: data.quarantine.bucketName,
      },
      alarms,
      memoryMb: 1024,
      timeout: Duration.seconds(28),
    });
    allowCalls<EmissionPorts>(data, handler, {
      memberships: { find: true },
      registry: { factory: true, device: true },
      minutes: { merge: true, read: true, newest: true },
      days: { chimneyDays: true, factoryDays: true },
      dirtyHours: { mark: true },
      receipts: { find: true, put: true },
    });
    data.archive.allowAppend(handler);
    allowPut(data.quarantine, handler);
    return handler;
  }

  private factories(): Handler {
    const { data, alarms } = this.wiring;
    const handler = new HandlerFunction(this, 'Factories', {
      lambda: 'factories',
      does: 'API: factories, overview, leaderboard and chimney configurations',
      schema: factoriesEnv,
      environment: this.variables,
      alarms,
      memoryMb: 1024,
    });
    allowCalls<FactoryPorts>(data, handler, {
      memberships: { find: true },
      registry: { listFactories: true, factory: true, putConfiguration: true },
      days: { networkDays: true },
      networkStatus: { read: true },
      dirtyHours: { mark: true },
    });
    return handler;
  }

  private devices(devicePolicyName: string): Handler {
    const { data, alarms, settings, iotHost, iotArnPrefix } = this.wiring;
    const handler = new HandlerFunction(this, 'Devices', {
      lambda: 'devices',
      does: 'API: list, provision, configure and revoke devices',
      schema: devicesEnv,
      environment: {
        ...this.variables,
        STAGE: settings.stage,
        DEVICE_POLICY_NAME: devicePolicyName,
        IOT_DATA_ENDPOINT: iotHost,
      },
      alarms,
      timeout: Duration.seconds(28),
    });
    allowCalls<DevicePorts>(data, handler, {
      memberships: { find: true },
      registry: {
        listFactories: true,
        factory: true,
        putAssignment: true,
        device: true,
        devicesOf: true,
        addDevice: true,
        updateDevice: true,
      },
      minutes: { newest: true },
      dirtyHours: { mark: true },
    });
    allowDeviceIdentity(handler, iotArnPrefix);
    allowDeviceShadow(handler, iotArnPrefix);
    return handler;
  }

  private alerts(): Handler {
    const { data, alarms } = this.wiring;
    const handler = new HandlerFunction(this, 'Alerts', {
      lambda: 'alerts',
      does: 'API: list, acknowledge and explain alerts',
      schema: alertsEnv,
      environment: this.variables,
      alarms,
    });
    allowCalls<AlertPorts>(data, handler, {
      memberships: { find: true },
      alerts: { openOf: true, openOfNetwork: true, history: true, acknowledge: true, explain: true },
    });
    return handler;
  }

  private live(): Handler {
    const { data, alarms } = this.wiring;
    const handler = new HandlerFunction(this, 'Live', {
      lambda: 'live',
      does: 'API: leases on live topics',
      schema: liveEnv,
      environment: this.variables,
      alarms,
    });
    allowCalls<LivePorts>(data, handler, {
      memberships: { find: true },
      leases: { take: true },
      registry: { factory: true },
    });
    return handler;
  }

  private quarantine(): Handler {
    const { data, alarms } = this.wiring;
    const handler = new HandlerFunction(this, 'Quarantine', {
      lambda: 'quarantine',
      does: 'API: what was set aside, and why',
      schema: quarantineEnv,
      environment: { ...this.variables, QUARANTINE_BUCKET: data.quarantine.bucketName },
      alarms,
    });
    allowCalls<QuarantinePorts>(data, handler, { memberships: { find: true } });
    allowRead(data.quarantine, handler);
    return handler;
  }

  private users(): Handler {
    const { data, alarms } = this.wiring;
    const handler = new HandlerFunction(this, 'Users', {
      lambda: 'users',
      does: 'API: who is signed in',
      schema: usersEnv,
      environment: this.variables,
      alarms,
    });
    allowCalls<DoorPorts>(data, handler, { memberships: { find: true } });
    return handler;
  }

  private docs(): Handler {
    return new HandlerFunction(this, 'Docs', {
      lambda: 'docs',
      does: 'API: its own description, for people and machines',
      schema: docsEnv,
      environment: this.variables,
      alarms: this.wiring.alarms,
    });
  }
}
