/** Matching of patterns: apart, so that it is loaded where a name is no file and nowhere else. */
export { glob, isDynamicPattern } from 'tinyglobby'
