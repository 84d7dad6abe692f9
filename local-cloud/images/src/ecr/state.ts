import type { RepositoryCreationTemplate } from '@aws-sdk/client-ecr'
import { initialSettings, type AccountSettings } from './account-settings.ts'
import { restore, save } from './persistence.ts'
import { createTokens, type RegistryTokens } from './tokens.ts'
import { createUploads, type Uploads } from '../registry/uploads.ts'
import type { Beginning } from '@slipway/local-cloud-frame/context'
import type { RegistryScanning, Repository } from './repository.ts'
import type { RegisteredScript } from './scan-script.ts'

/** By prefix. */
export type CreationTemplates = Map<string, RepositoryCreationTemplate>

/** ECR: the registry of one account, and what its scanner has been told to say. */
export interface EcrState {
  readonly repositories: Map<string, Repository>
  readonly scanning: RegistryScanning
  readonly settings: AccountSettings
  readonly templates: CreationTemplates
  readonly tokens: RegistryTokens
  /** Blobs on their way in, begun through the registry or through the API. */
  readonly uploads: Uploads
  /** Oldest first. */
  readonly scripts: RegisteredScript[]
}

/** Takes up what an earlier cloud left in the data folder; leaves it there again when the cloud stops. */
export function createEcrState(beginning: Beginning): EcrState {
  const state: EcrState = {
    repositories: restore(beginning.dataDir),
    scanning: { scanType: 'BASIC', rules: [] },
    settings: initialSettings(),
    templates: new Map(),
    tokens: createTokens(beginning.clock),
    uploads: createUploads(beginning),
    scripts: [],
  }
  beginning.onStop(() => save(beginning.dataDir, state.repositories))
  return state
}
