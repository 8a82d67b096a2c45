package io.sightline.server.camera;

/**
 * What a camera says of itself, or people say of it; empty where nobody does.
 *
 * @param serial the manufacturer's number for this one device
 */
public record Device(String manufacturer, String model, String serial, String firmware) {

    public static final Device UNKNOWN = new Device("", "", "", "");
}
