#!/usr/bin/python3
"""GStreamer's RTSP server with the streams that the tests pull.

Its argument is a PEM file with the key and the certificate of the TLS port. Prints one line,
"ready open=PORT basic=PORT digest=PORT tls=PORT", and serves until its input closes.
"""
import sys

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtsp", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import Gio, GLib, Gst, GstRtsp, GstRtspServer  # noqa: E402

PICTURE = (
    "videotestsrc is-live=true pattern=ball "
    "! video/x-raw,format=I420,width=320,height=240,framerate=25/1 "
)
H264 = PICTURE + (
    "! x264enc tune=zerolatency speed-preset=ultrafast key-int-max=25 bitrate=400 "
    "! rtph264pay name=pay0 pt=96 "
)
SOUND = "audiotestsrc is-live=true wave=ticks ! audio/x-raw,rate={rate},channels={channels} "

STREAMS = {
    "/h264-aac": H264
    + SOUND.format(rate=48000, channels=2)
    + "! avenc_aac ! rtpmp4gpay name=pay1 pt=97 ",
    "/h264-opus": H264
    + SOUND.format(rate=48000, channels=2)
    + "! opusenc ! rtpopuspay name=pay1 pt=97 ",
    "/h264-pcmu": H264 + SOUND.format(rate=8000, channels=1) + "! mulawenc ! rtppcmupay name=pay1 ",
    "/h264-pcma": H264 + SOUND.format(rate=8000, channels=1) + "! alawenc ! rtppcmapay name=pay1 ",
    "/h264-b-frames": PICTURE
    + "! x264enc speed-preset=ultrafast bframes=2 b-adapt=false key-int-max=25 rc-lookahead=0 "
    "sync-lookahead=0 sliced-threads=true bitrate=400 ! video/x-h264,profile=main "
    "! rtph264pay name=pay0 pt=96 ",
    "/h265": PICTURE
    + "! x265enc tune=zerolatency speed-preset=ultrafast key-int-max=25 bitrate=400 "
    "! rtph265pay name=pay0 pt=96 config-interval=-1 ",
    "/mjpeg": PICTURE + "! jpegenc ! rtpjpegpay name=pay0 pt=26 ",
    "/sound-alone": SOUND.format(rate=8000, channels=1) + "! mulawenc ! rtppcmupay name=pay0 ",
    "/vp8": PICTURE + "! vp8enc deadline=1 ! rtpvp8pay name=pay0 pt=96 ",
}


def add_streams(server, protected):
    mounts = server.get_mount_points()
    for path, pipeline in STREAMS.items():
        factory = GstRtspServer.RTSPMediaFactory()
        factory.set_launch("( " + pipeline + ")")
        factory.set_shared(True)
        if protected:
            rights = Gst.Structure.new_from_string(
                "viewer, media.factory.access=(boolean)true, media.factory.construct=(boolean)true"
            )
            factory.add_role_from_structure(rights)
        mounts.add_factory(path, factory)


def password(method):
    auth = GstRtspServer.RTSPAuth()
    auth.set_supported_methods(method)
    token = GstRtspServer.RTSPToken()
    token.set_string("media.factory.role", "viewer")
    auth.add_basic(GstRtspServer.RTSPAuth.make_basic("viewer", "s3cret"), token)
    auth.add_digest("viewer", "s3cret", token)
    return auth


def encryption(pem):
    auth = GstRtspServer.RTSPAuth()
    auth.set_tls_certificate(Gio.TlsCertificate.new_from_file(pem))
    token = GstRtspServer.RTSPToken()
    token.set_string("media.factory.role", "viewer")
    auth.set_default_token(token)
    return auth


def serve(auth=None):
    server = GstRtspServer.RTSPServer()
    server.set_address("127.0.0.1")
    server.set_service("0")
    if auth is not None:
        server.set_auth(auth)
    add_streams(server, auth is not None)
    server.attach(None)
    return server


Gst.init(None)
servers = {
    "open": serve(),
    "basic": serve(password(GstRtsp.RTSPAuthMethod.BASIC)),
    "digest": serve(password(GstRtsp.RTSPAuthMethod.DIGEST)),
    "tls": serve(encryption(sys.argv[1])),
}
ports = " ".join(f"{name}={server.get_bound_port()}" for name, server in servers.items())
print("ready " + ports, flush=True)

loop = GLib.MainLoop()
GLib.io_add_watch(
    GLib.IOChannel.unix_new(sys.stdin.fileno()), GLib.IO_HUP | GLib.IO_IN, lambda *_: loop.quit()
)
loop.run()
