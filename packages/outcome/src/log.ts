/** Where a run says what it does. Text may come from anywhere: it is made safe before it is shown. */
export interface Log {
  info(line: string): void
  warning(line: string): void
  debug(line: string): void
  /** Lines that fold under a title. */
  group<T>(title: string, body: () => Promise<T>): Promise<T>
}
