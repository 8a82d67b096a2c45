package io.sightline.onvif.http;

/** A user name and password of the device. Never printed whole. */
public record DeviceCredentials(String user, String password) {

    @Override
    public String toString() {
        return user + ":***";
    }
}
