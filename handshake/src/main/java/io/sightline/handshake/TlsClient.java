package io.sightline.handshake;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/** The client's end of TLS, which believes what a {@link CertificatePolicy} says. */
public final class TlsClient {

    private TlsClient() {}

    /** For who moves the bytes himself. */
    public static SSLEngine engine(CertificatePolicy policy, String host, int port) {
        SSLEngine engine = context(policy).createSSLEngine(host, port);
        engine.setUseClientMode(true);
        engine.setSSLParameters(checkingHost(policy, engine.getSSLParameters()));
        return engine;
    }

    /** Over a connection that exists, and ends with it. Shakes hands; blocks meanwhile. */
    public static Socket socket(CertificatePolicy policy, Socket plain, String host, int port)
            throws IOException {
        SSLSocket socket =
                (SSLSocket)
                        context(policy).getSocketFactory().createSocket(plain, host, port, true);
        socket.setSSLParameters(checkingHost(policy, socket.getSSLParameters()));
        socket.startHandshake();
        return socket;
    }

    /** What a trust store vouches for is a name, and it has to be that of the camera. */
    private static SSLParameters checkingHost(CertificatePolicy policy, SSLParameters parameters) {
        if (policy instanceof CertificatePolicy.Trusted) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        return parameters;
    }

    private static SSLContext context(CertificatePolicy policy) {
        try {
            return switch (policy) {
                case CertificatePolicy.Trusted _ -> SSLContext.getDefault();
                case CertificatePolicy.AcceptAny _ -> context(new AnyCertificate());
                case CertificatePolicy.Pinned pinned -> context(new PinnedCertificate(pinned));
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no TLS in this Java run time", e);
        }
    }

    private static SSLContext context(TrustManager trust) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {trust}, new SecureRandom());
        return context;
    }
}
