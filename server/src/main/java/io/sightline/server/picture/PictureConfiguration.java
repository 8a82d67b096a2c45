package io.sightline.server.picture;

import io.sightline.ffmpeg.Ffmpeg;
import io.sightline.server.DataDirectory;
import io.sightline.server.access.MediaAccess;
import io.sightline.server.audit.ViewLog;
import io.sightline.server.camera.CameraControl;
import io.sightline.server.database.Database;
import io.sightline.server.notify.Notifications;
import io.sightline.server.recording.RecordedKeyFrames;
import io.sightline.server.recording.Recordings;
import io.sightline.server.stream.StreamDirectory;
import io.sightline.server.stream.StreamProperties;
import java.time.InstantSource;
import java.time.ZoneId;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Still pictures. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({PictureProperties.class, CheckProperties.class})
class PictureConfiguration {

    @Bean
    FrameDecoder frameDecoder(PictureProperties properties) {
        return new FrameDecoder(Ffmpeg::found, properties);
    }

    @Bean
    LiveKeyFrames liveKeyFrames(StreamProperties streams, InstantSource clock) {
        return new LiveKeyFrames(streams.startTimeout(), clock);
    }

    @Bean
    Pictures pictures(
            StreamDirectory streams,
            LiveKeyFrames live,
            RecordedKeyFrames recorded,
            FrameDecoder decoder,
            PictureProperties properties) {
        return new Pictures(streams, live, recorded, decoder, properties.kept());
    }

    @Bean
    PictureFigures pictureFigures(Pictures pictures, FrameDecoder decoder) {
        return new PictureFigures(pictures, decoder);
    }

    /** Before the routes of the media themselves, which take every path under /live and /vod. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SnapshotRoute snapshotRoute(
            Pictures pictures, Recordings recordings, MediaAccess access, ViewLog views) {
        return new SnapshotRoute(pictures, recordings, access, views);
    }

    @Bean
    CheckLog checkLog(Database database) {
        return new CheckLog(database);
    }

    @Bean
    Thumbnails thumbnails(DataDirectory data, CheckProperties properties) {
        return new Thumbnails(data.path().resolve("pictures"), properties.thumbnails());
    }

    @Bean
    DailyCheck dailyCheck(
            CameraControl cameras,
            StreamDirectory streams,
            LiveKeyFrames live,
            FrameDecoder decoder,
            CheckLog history,
            Thumbnails thumbnails,
            Notifications notifications,
            CheckProperties properties,
            InstantSource clock) {
        return new DailyCheck(
                cameras,
                new PictureCheckup(streams, live, decoder, history, thumbnails, properties, clock),
                history,
                thumbnails,
                notifications,
                properties,
                clock,
                ZoneId.systemDefault());
    }
}
