import type { LocalCloud } from '@slipway/local-cloud'

export interface WireAnswer {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
}

/** A call of a JSON service as it goes over the wire, with no client of AWS in between. `target` is PREFIX.OPERATION. */
export async function callJson(cloud: LocalCloud, service: string, target: string, body: object): Promise<WireAnswer> {
  const date = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '')
  const scope = `${cloud.credentials.accessKeyId}/${date.slice(0, 8)}/us-east-1/${service}/aws4_request`
  const response = await fetch(cloud.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': target,
      'x-amz-date': date,
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
    },
    body: JSON.stringify(body),
  })
  return { status: response.status, body: (await response.json()) as WireAnswer['body'] }
}
