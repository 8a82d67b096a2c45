package io.sightline.media.rtsp;

/** A user name and password, as they are (not percent-encoded). Never printed whole. */
public record RtspCredentials(String user, String password) {

    @Override
    public String toString() {
        return user + ":***";
    }
}
