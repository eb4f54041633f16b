package io.llmloadtest.runner;

import io.llmloadtest.wire.Trust;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** The same trust that the load uses, for the questions asked beside it. */
final class TlsContext {

    private TlsContext() {
    }

    /**
     * A context that trusts as told; empty for the JDK's own.
     *
     * @throws IOException when the certificate file cannot be read
     */
    static Optional<SSLContext> of(Trust trust) throws IOException {
        try {
            return switch (trust) {
                case Trust.DefaultStore _ -> Optional.empty();
                case Trust.Anything _ -> Optional.of(context(new TrustManager[]{new Anybody()}));
                case Trust.Authority(Path pem) -> Optional.of(context(authorities(pem)));
            };
        } catch (GeneralSecurityException unusable) {
            throw new IOException("the certificates cannot be used: " + unusable.getMessage(), unusable);
        }
    }

    private static SSLContext context(TrustManager[] managers) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers, new SecureRandom());
        return context;
    }

    private static TrustManager[] authorities(Path pem) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(pem)) {
            int number = 0;
            for (Certificate certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("authority-" + number++, certificate);
            }
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    /** For {@code --insecure}: the user has said that any certificate of any name will do. */
    private static final class Anybody extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
            // no client shows a certificate here
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
            // anybody will do
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
            // no client shows a certificate here
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
            // anybody will do
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {
            // no client shows a certificate here
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            // anybody will do
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
