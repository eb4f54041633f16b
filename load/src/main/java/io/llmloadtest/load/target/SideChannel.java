package io.llmloadtest.load.target;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/**
 * Asks the target small questions beside the load: bounded in time and size, never redirected, never through a proxy. The
 * secret headers go to the target's origin only, since every address is made from its base.
 */
public final class SideChannel implements AutoCloseable {

    private static final long MOST_BYTES = 8 << 20;

    private final BaseUrl base;
    private final SecretHeaders headers;
    private final Duration timeout;
    private final HttpClient client;

    /**
     * A channel to one target.
     *
     * @param base the target
     * @param headers sent with every request
     * @param timeout the most one question may take, body included
     * @param trust which certificates are good; empty for the JDK's own store
     */
    public SideChannel(BaseUrl base, SecretHeaders headers, Duration timeout, Optional<SSLContext> trust) {
        this.base = base;
        this.headers = headers;
        this.timeout = timeout;
        HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER).proxy(HttpClient.Builder.NO_PROXY).connectTimeout(timeout);
        trust.ifPresent(builder::sslContext);
        this.client = builder.build();
    }

    /** The target. */
    public BaseUrl base() {
        return base;
    }

    /** The most one question may take. */
    public Duration timeout() {
        return timeout;
    }

    boolean authorizes() {
        return headers.authorizes();
    }

    /** Fetches {@code route}. */
    public HttpReply fetch(String route) throws IOException {
        return ask(request(route).GET().build(), timeout);
    }

    /** Posts JSON to {@code route}, with further headers. */
    public HttpReply post(String route, byte[] json, Map<String, String> further, Duration atMost) throws IOException {
        HttpRequest.Builder request = request(route).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(json));
        further.forEach(request::setHeader);
        return ask(request.build(), atMost);
    }

    private HttpRequest.Builder request(String route) {
        URI address = base.resolve(route);
        HttpRequest.Builder request = HttpRequest.newBuilder(address).header("Accept", "application/json");
        headers.values().forEach(request::setHeader);
        return request;
    }

    private HttpReply ask(HttpRequest request, Duration atMost) throws IOException {
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(request, HttpResponse.BodyHandlers
                .limiting(HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8), MOST_BYTES));
        try {
            HttpResponse<String> whole = answer.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return new HttpReply(whole.statusCode(), whole.headers().firstValue("content-type").orElse(""),
                    whole.headers().firstValue("location").orElse(""), whole.body());
        } catch (TimeoutException _) {
            throw new AskTimedOutException();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException io ? io : new IOException(failed.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
