package io.sightline.media.rtp;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a session description says about one media's payload (RFC 8866 §6.6 {@code rtpmap}, §6.15
 * {@code fmtp}).
 *
 * @param payloadType 0…127
 * @param encodingName as in {@code rtpmap}; for the static types of RFC 3551 without one, the
 *     table's name ({@code PCMU}, {@code PCMA}, {@code JPEG}); any case
 * @param clockRateHz of the RTP timestamps; 0 when the description does not say
 * @param channels audio only; 0 when the description does not say
 * @param parameters of {@code fmtp}; names are compared without regard to case, an absent value is
 *     the empty string
 */
public record RtpPayload(
        int payloadType,
        String encodingName,
        int clockRateHz,
        int channels,
        Map<String, String> parameters) {

    public RtpPayload {
        Map<String, String> lowerCase = new HashMap<>();
        parameters.forEach(
                (name, value) ->
                        lowerCase.put(name.strip().toLowerCase(Locale.ROOT), value.strip()));
        parameters = Map.copyOf(lowerCase);
        encodingName = encodingName.strip().toUpperCase(Locale.ROOT);
    }

    /** The {@code fmtp} parameter {@code name} (in lower case), or the empty string. */
    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    /** The parameter as a number, {@code otherwise} when it is absent or not one. */
    int parameter(String name, int otherwise) {
        String value = parameter(name);
        try {
            return value.isEmpty() ? otherwise : Integer.parseInt(value);
        } catch (NumberFormatException _) {
            return otherwise;
        }
    }
}
