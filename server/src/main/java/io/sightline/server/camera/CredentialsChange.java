package io.sightline.server.camera;

import io.sightline.media.rtsp.RtspAddress;
import io.sightline.media.rtsp.RtspCredentials;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a camera becomes by other credentials. */
final class CredentialsChange {

    /** Names under which cameras take user and password in their URLs. */
    private static final Pattern SECRET_IN_TARGET =
            Pattern.compile("(?i)((?:pass(?:word|wd)?|pwd)=)[^&/;]*");

    private static final Pattern USER_IN_TARGET =
            Pattern.compile("(?i)((?:user(?:name)?|usr)=)[^&/;]*");

    private CredentialsChange() {}

    /** The camera with other credentials, also where they are part of a URL. */
    static Camera of(Camera camera, Optional<RtspCredentials> credentials) {
        List<CameraStream> streams =
                camera.streams().stream()
                        .map(
                                stream ->
                                        stream.address()
                                                .map(old -> at(stream, with(old, credentials)))
                                                .orElse(stream))
                        .toList();
        return camera.withStreams(camera.host(), camera.port(), credentials, streams);
    }

    private static RtspAddress with(RtspAddress old, Optional<RtspCredentials> credentials) {
        String target = old.target();
        if (credentials.isPresent() && SECRET_IN_TARGET.matcher(target).find()) {
            String password = CameraSecrets.encoded(credentials.get().password());
            String user = CameraSecrets.encoded(credentials.get().user());
            target = replaced(SECRET_IN_TARGET, target, password);
            target = replaced(USER_IN_TARGET, target, user);
        }
        return new RtspAddress(old.tls(), old.host(), old.port(), target, credentials);
    }

    private static String replaced(Pattern pattern, String target, String value) {
        return pattern.matcher(target).replaceAll("$1" + Matcher.quoteReplacement(value));
    }

    private static CameraStream at(CameraStream stream, RtspAddress address) {
        return new CameraStream(
                stream.name(), stream.role(), stream.channel(), Optional.of(address));
    }
}
