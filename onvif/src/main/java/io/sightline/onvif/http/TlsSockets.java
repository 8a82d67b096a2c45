package io.sightline.onvif.http;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** TLS over a connection that believes what a {@link CertificatePolicy} says. */
final class TlsSockets {

    private TlsSockets() {}

    static Socket over(Socket plain, DeviceAddress to, ConnectionSettings settings)
            throws IOException {
        SSLSocket socket =
                (SSLSocket)
                        context(settings.certificates())
                                .getSocketFactory()
                                .createSocket(plain, to.host(), to.port(), true);
        if (settings.certificates() instanceof CertificatePolicy.Trusted) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
        }
        socket.startHandshake();
        return socket;
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

    /** Says yes to servers; {@link PinnedCertificate} looks closer. */
    private static class AnyCertificate extends X509ExtendedTrustManager {

        void check(X509Certificate[] chain) throws CertificateException {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            throw new CertificateException("this is a client");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            throw new CertificateException("this is a client");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type)
                throws CertificateException {
            throw new CertificateException("this is a client");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private static final class PinnedCertificate extends AnyCertificate {
        private final CertificatePolicy.Pinned pinned;

        PinnedCertificate(CertificatePolicy.Pinned pinned) {
            this.pinned = pinned;
        }

        @Override
        void check(X509Certificate[] chain) throws CertificateException {
            String fingerprint = sha256(chain[0]);
            if (!pinned.sha256Fingerprints().contains(fingerprint)) {
                throw new CertificateException(
                        "the device's certificate has the SHA-256 fingerprint " + fingerprint);
            }
        }

        private static String sha256(X509Certificate certificate) throws CertificateException {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                return HexFormat.of().formatHex(digest.digest(certificate.getEncoded()));
            } catch (GeneralSecurityException e) {
                throw new CertificateException(e);
            }
        }
    }
}
