package io.sightline.onvif;

import io.sightline.onvif.xml.XmlElement;

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
        String hardwareId) {

    static DeviceInformation read(XmlElement answer) {
        return new DeviceInformation(
                answer.textAt("Manufacturer").orElse(""),
                answer.textAt("Model").orElse(""),
                answer.textAt("FirmwareVersion").orElse(""),
                answer.textAt("SerialNumber").orElse(""),
                answer.textAt("HardwareId").orElse(""));
    }
}
