import {
  AccessDeniedException,
  DescribeEndpointsCommand,
  type TimestreamWriteClient,
} from '@aws-sdk/client-timestream-write';

/**
 * Asks whether this account may use Timestream for LiveAnalytics, which has taken no new customers since 2025-06-20:
 * in any other account each call answers AccessDeniedException. Other errors (no credentials, no network) are thrown.
 */
export const timestreamAccess = async (client: TimestreamWriteClient): Promise<'open' | 'closed'> => {
  try {
    await client.send(new DescribeEndpointsCommand({}));
    return 'open';
  } catch (error) {
    if (error instanceof AccessDeniedException) return 'closed';
    throw error;
  }
};
