package io.llmloadtest.wire;

import io.llmloadtest.wire.Exchange.End.NotConnected;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateException;
import java.util.Locale;

/** Says in plain words why no connection came about. */
final class Failures {

    private static final int LONGEST = 200;

    private Failures() {
    }

    /** The TCP connection could not be opened. */
    static NotConnected connect(Throwable cause, Target target) {
        return new NotConnected(false, switch (cause) {
            case UnknownHostException _ -> "unknown host " + target.host();
            case ConnectTimeoutException _,SocketTimeoutException _ -> "connect timed out";
            case NoRouteToHostException _ -> "no route to host";
            case ConnectException e when says(e, "refused") -> "connection refused";
            case ClosedChannelException _ -> "closed while connecting";
            default -> plain(cause);
        });
    }

    /** The TCP connection stood, the TLS handshake failed. */
    static NotConnected handshake(Throwable cause) {
        return new NotConnected(true, handshakeReason(cause));
    }

    private static String handshakeReason(Throwable cause) {
        for (Throwable c = cause; c != null; c = c.getCause()) {
            if (c instanceof NotSslRecordException) {
                return "the server does not speak TLS";
            }
            if (c instanceof SslHandshakeTimeoutException) {
                return "the TLS handshake timed out";
            }
            if (c instanceof CertificateException) {
                return "the server's certificate is not good: " + plain(c);
            }
            if (says(c, "unable to find valid certification path")) {
                return "the server's certificate is not trusted";
            }
            if (c instanceof ClosedChannelException) {
                return "the server closed the connection in the TLS handshake";
            }
        }
        return plain(cause);
    }

    /** How an open connection died. */
    static String loss(Throwable cause) {
        return says(cause, "reset") ? "connection reset" : plain(cause);
    }

    private static boolean says(Throwable cause, String words) {
        return String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT).contains(words);
    }

    private static String plain(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String said = root.getMessage();
        return JsonText.cut(said == null ? root.getClass().getSimpleName() : said, LONGEST);
    }
}
