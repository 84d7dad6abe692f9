import { initialSettings, type AccountSettings } from './account-settings.ts'
import { restore, save } from './persistence.ts'
import { createTokens, type RegistryTokens } from './tokens.ts'
import type { Ground } from '../ground.ts'
import type { CreationTemplates } from './creation-templates.ts'
import type { RegistryScanning, Repository } from './repository.ts'
import type { RegisteredScript } from './scan-script.ts'

/** ECR: the registry of one account, and what its scanner has been told to say. */
export interface EcrState {
  readonly repositories: Map<string, Repository>
  readonly scanning: RegistryScanning
  readonly settings: AccountSettings
  readonly templates: CreationTemplates
  readonly tokens: RegistryTokens
  /** Oldest first. */
  readonly scripts: RegisteredScript[]
}

/** Takes up what an earlier cloud left in the data folder; leaves it there again when the cloud stops. */
export function createEcrState(ground: Ground): EcrState {
  const state: EcrState = {
    repositories: restore(ground.dataDir),
    scanning: { scanType: 'BASIC', rules: [] },
    settings: initialSettings(),
    templates: new Map(),
    tokens: createTokens(ground.clock),
    scripts: [],
  }
  ground.onStop(() => save(ground.dataDir, state.repositories))
  return state
}
