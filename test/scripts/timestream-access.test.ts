import {
  AccessDeniedException,
  DescribeEndpointsCommand,
  TimestreamWriteClient,
} from '@aws-sdk/client-timestream-write';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { timestreamAccess } from '../../scripts/timestream-access.ts';

const timestream = mockClient(TimestreamWriteClient);
const client = new TimestreamWriteClient({ region: 'eu-west-1' });

describe('whether an account may use Timestream', () => {
  beforeEach(() => timestream.reset());

  it('is yes when the endpoints are told', async () => {
    timestream.on(DescribeEndpointsCommand).resolves({ Endpoints: [] });
    expect(await timestreamAccess(client)).toBe('open');
  });

  it('is no when access is denied', async () => {
    const denied = new AccessDeniedException({ message: 'closed', Message: 'closed', $metadata: {} });
    timestream.on(DescribeEndpointsCommand).rejects(denied);
    expect(await timestreamAccess(client)).toBe('closed');
  });

  it('is not guessed at when AWS cannot be asked', async () => {
    timestream.on(DescribeEndpointsCommand).rejects(new Error('no credentials'));
    await expect(timestreamAccess(client)).rejects.toThrow('no credentials');
  });
});
