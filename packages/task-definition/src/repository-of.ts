/** `registry:5000/app` of `registry:5000/app:v1@sha256:…`: the colon of a port comes before a slash. */
export function repositoryOf(image: string): string {
  return image.replace(/@.*$/s, '').replace(/:[^:/]*$/, '')
}
