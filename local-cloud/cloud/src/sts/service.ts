import type { CloudContext } from '@slipway/local-cloud-frame/context'
import type { Answer, Operation, Service } from '@slipway/local-cloud-frame/operation'
import type { GetCallerIdentityCommandInput, GetCallerIdentityCommandOutput } from '@aws-sdk/client-sts'

const getCallerIdentity: Operation<
  CloudContext,
  GetCallerIdentityCommandInput,
  Answer<GetCallerIdentityCommandOutput>
> = {
  page: 'https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html',
  accepts: [],
  returns: ['Account', 'Arn', 'UserId'],
  run: ({ accountId, roleArn }) => ({
    Account: accountId,
    Arn: roleArn,
    // A role's unique id, then the session's name, as for every assumed role.
    UserId: `AROALOCALCLOUDLOCAL01:${roleArn.split('/').at(-1)}`,
  }),
}

export const sts: Service<CloudContext> = {
  name: 'sts',
  protocols: [{ kind: 'query', version: '2011-06-15', namespace: 'https://sts.amazonaws.com/doc/2011-06-15/' }],
  operations: { GetCallerIdentity: getCallerIdentity },
}
