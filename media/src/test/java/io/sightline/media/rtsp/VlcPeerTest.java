package io.sightline.media.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * VLC as RTSP server. It names its tracks by absolute URLs, audio first, has a Content-Base without
 * a slash at the end, and refuses TCP with 461.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class VlcPeerTest {

    private static final Pattern READY = Pattern.compile("RTSP: adding /live/trackID=1");

    private PeerProcess server;
    private String url;

    @BeforeAll
    void startServer(@TempDir Path directory) throws IOException, InterruptedException {
        // VLC does not run as root, and whom it runs as instead must be able to read the file.
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path video = directory.resolve("video.mp4");
        makeVideo(video);
        Files.setPosixFilePermissions(video, PosixFilePermissions.fromString("rw-r--r--"));
        int port;
        try (ServerSocket free = QuirkyCamera.listen(0)) {
            port = free.getLocalPort();
        }
        url = "rtsp://127.0.0.1:" + port + "/live";
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(
                    List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
        }
        command.addAll(List.of("env", "HOME=" + directory, "cvlc", "-I", "dummy", "--no-dbus"));
        command.addAll(List.of("-vv", "--loop", "--sout-keep", video.toString()));
        command.addAll(List.of("--sout", "#rtp{sdp=" + url + "}"));
        server = PeerProcess.start("vlc-bin vlc-plugin-base", command.toArray(String[]::new));
        server.awaitLine(READY);
    }

    private static void makeVideo(Path file) throws IOException, InterruptedException {
        String command =
                "ffmpeg -v error -f lavfi -i testsrc2=s=320x240:r=25 -f lavfi -i sine=r=48000"
                        + " -t 90 -c:v libx264 -preset ultrafast -bf 0 -g 25 -pix_fmt yuv420p"
                        + " -c:a aac -ac 2 ";
        List<String> words = new ArrayList<>(List.of(command.strip().split(" +")));
        words.add(file.toString());
        Process ffmpeg = new ProcessBuilder(words).inheritIO().start();
        assertThat(ffmpeg.waitFor()).as("exit of ffmpeg (Debian package ffmpeg)").isZero();
    }

    @AfterAll
    void stopServer() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"UDP_ONLY", "TCP_PREFERRED"})
    void pullsPictureAndSound(TransportPolicy transport) {
        RtspSettings settings = RtspSettings.DEFAULT.with(transport);
        try (PulledStream pulled = new PulledStream(url, settings)) {
            PulledMedia.assertFlows(pulled, 50, "H264", "AAC");
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n" + server, e);
        }
    }
}
