package io.sightline.media.stream;

/** Takes frames as they are published. Called on the stream's media loop; must not block. */
@FunctionalInterface
public interface FrameListener {
    void frame(Frame frame);
}
