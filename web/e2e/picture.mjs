// What a video element shows, as few pixels.

/** A thumbnail of each video that has a picture, as a string that can be compared. */
export function thumbnails(page, selector = 'video') {
  return page.$$eval(selector, (videos) =>
    videos.map((video) => {
      if (video.readyState < 2) return '';
      const canvas = document.createElement('canvas');
      canvas.width = 32;
      canvas.height = 18;
      const pen = canvas.getContext('2d', { willReadFrequently: true });
      pen.drawImage(video, 0, 0, canvas.width, canvas.height);
      return [...pen.getImageData(0, 0, canvas.width, canvas.height).data].join();
    }),
  );
}

/** Whether `count` videos all show a picture, and other pixels than in `before`. */
export function allMoved(before, after, count) {
  return after.length === count && before.length === count && after.every((pixels, i) => pixels !== '' && pixels !== before[i]);
}
