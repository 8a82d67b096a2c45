/** The build of hls.js without subtitles, DRM and alternative audio. Its types are those of the whole. */
declare module 'hls.js/light' {
  export { default } from 'hls.js';
}
