package io.sightline.onvif;

/**
 * What a device says it is. Any of them may be empty: it is what the maker has written there.
 *
 * @param serialNumber unique within a maker's devices
 */
public record DeviceInformation(
        String manufacturer,
        String model,
        String firmwareVersion,
        String serialNumber,
        String hardwareId) {}
