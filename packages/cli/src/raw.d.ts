/** A file as a text: the build and the test runner put it in the place of the import. */
declare module '*?raw' {
  const text: string
  export default text
}
