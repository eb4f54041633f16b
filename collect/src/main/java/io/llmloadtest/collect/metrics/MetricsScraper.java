package io.llmloadtest.collect.metrics;

import io.llmloadtest.evidence.metrics.MetricsAvailability.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
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
import java.util.zip.GZIPInputStream;

/**
 * Fetches one metrics page, as often as asked. It throws nothing: what goes wrong is a {@link Scrape.Failure}. One attempt
 * takes no longer than the time-out, all retries and redirects included.
 *
 * <p>Each scrape has a connection of its own: a kept one would show a balancer only one of its servers, and vLLM closes it
 * after 5 idle seconds. An attempt whose connection breaks is made once more. Redirects are followed without the target's headers, whatever origin they lead to.
 * Safe for use by several threads.
 */
public final class MetricsScraper {

    /** The longest page that is read. */
    static final int LONGEST_PAGE = 64 << 20;

    private static final int MOST_REDIRECTS = 3;
    private static final int SHOWN_CHARACTERS = 200;

    private final ScrapeTarget target;
    private final Duration timeOut;
    private final long longestPage;

    /**
     * Makes a scraper with the usual time-out of 5 s.
     *
     * @param target where to scrape
     */
    public MetricsScraper(ScrapeTarget target) {
        this(target, Duration.ofSeconds(5), LONGEST_PAGE);
    }

    MetricsScraper(ScrapeTarget target, Duration timeOut, long longestPage) {
        this.target = target;
        this.timeOut = timeOut;
        this.longestPage = longestPage;
    }

    private HttpClient client() {
        HttpClient.Builder client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER).connectTimeout(timeOut);
        target.trust().ifPresent(client::sslContext);
        return client.build();
    }

    /** Where it scrapes. */
    public ScrapeTarget target() {
        return target;
    }

    /** Fetches the page. */
    public Scrape scrape() {
        long start = System.nanoTime();
        try {
            return fetch(target.url(), target.headers(), start, MOST_REDIRECTS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return failure(Problem.TIMED_OUT, "interrupted", start);
        }
    }

    private Scrape fetch(URI url, Map<String, String> headers, long start, int redirectsLeft)
            throws InterruptedException {
        HttpResponse<Optional<byte[]>> response;
        try {
            response = sendTwiceIfBroken(request(url, headers), start);
        } catch (TimeoutException _) {
            return failure(Problem.TIMED_OUT, "no whole answer within " + timeOut.toMillis() + " ms", start);
        } catch (IOException e) {
            return failure(Problem.UNREACHABLE, words(e), start);
        } catch (IllegalArgumentException e) {
            return failure(Problem.UNREACHABLE, "not a URL or header that can be sent: " + words(e), start);
        }
        Optional<URI> elsewhere = redirect(response);
        if (elsewhere.isPresent()) {
            return redirectsLeft > 0
                    ? fetch(elsewhere.get(), Map.of(), start, redirectsLeft - 1)
                    : failure(Problem.HTTP_ERROR, "redirected too often", start);
        }
        return judge(response, start);
    }

    private HttpResponse<Optional<byte[]>> sendTwiceIfBroken(HttpRequest request, long start)
            throws IOException, TimeoutException, InterruptedException {
        try {
            return send(request, start);
        } catch (ConnectException e) {
            throw e;
        } catch (IOException _) {
            return send(request, start);
        }
    }

    private HttpResponse<Optional<byte[]>> send(HttpRequest request, long start)
            throws IOException, TimeoutException, InterruptedException {
        long left = timeOut.toNanos() - (System.nanoTime() - start);
        HttpClient client = client();
        CompletableFuture<HttpResponse<Optional<byte[]>>> answer = client.sendAsync(request,
                _ -> new BoundedBody(longestPage));
        try {
            return answer.get(Math.max(left, 1), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case java.net.http.HttpTimeoutException slow -> throw timedOut(slow);
                case IOException broken -> throw broken;
                case null -> throw new IOException(e);
                default -> throw new IOException(e.getCause());
            }
        } finally {
            answer.cancel(true);
            client.shutdownNow();
        }
    }

    private static TimeoutException timedOut(Throwable cause) {
        TimeoutException timedOut = new TimeoutException();
        timedOut.initCause(cause);
        return timedOut;
    }

    private static HttpRequest request(URI url, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url).GET();
        request.setHeader("Accept", "text/plain;version=0.0.4, */*;q=0.1");
        headers.forEach(request::setHeader);
        request.setHeader("Accept-Encoding", "gzip");
        return request.build();
    }

    private static Optional<URI> redirect(HttpResponse<?> response) {
        if (response.statusCode() / 100 != 3) {
            return Optional.empty();
        }
        try {
            return response.headers().firstValue("Location").map(response.uri()::resolve)
                    .filter(url -> url.getHost() != null);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private Scrape judge(HttpResponse<Optional<byte[]>> response, long start) {
        Optional<byte[]> whole;
        try {
            whole = response.body().isPresent() && isGzip(response)
                    ? unzipped(response.body().get())
                    : response.body();
        } catch (IOException e) {
            return failure(Problem.NOT_METRICS, "compression is broken: " + words(e), start);
        }
        int status = response.statusCode();
        if (whole.isEmpty()) {
            return failure(Problem.TOO_LARGE, "longer than " + longestPage + " bytes", start);
        }
        return switch (status) {
            case 200 -> new Scrape.Page(whole.get(), since(start));
            case 401, 403 -> failure(Problem.UNAUTHORIZED, told(status, whole.get()), start);
            case 404 -> failure(Problem.NOT_FOUND, told(status, whole.get()), start);
            default -> failure(Problem.HTTP_ERROR, told(status, whole.get()), start);
        };
    }

    private static boolean isGzip(HttpResponse<?> response) {
        return response.headers().firstValue("Content-Encoding").map(String::strip)
                .filter(coding -> coding.equalsIgnoreCase("gzip") || coding.equalsIgnoreCase("x-gzip")).isPresent();
    }

    private Optional<byte[]> unzipped(byte[] body) throws IOException {
        try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(body))) {
            byte[] bytes = plain.readNBytes((int) Math.min(longestPage + 1, Integer.MAX_VALUE));
            return bytes.length > longestPage ? Optional.empty() : Optional.of(bytes);
        }
    }

    private Scrape failure(Problem problem, String detail, long start) {
        return new Scrape.Failure(problem, target.withoutSecrets(detail), since(start));
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static String told(int status, byte[] body) {
        return ("HTTP " + status + " " + firstCharacters(body)).strip();
    }

    /** The first characters of a body, on one line, for a message. */
    static String firstCharacters(byte[] body) {
        String head = new String(body, 0, Math.min(body.length, 4 * SHOWN_CHARACTERS), StandardCharsets.UTF_8)
                .replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return head.length() <= SHOWN_CHARACTERS ? head : head.substring(0, SHOWN_CHARACTERS) + "...";
    }

    private static String words(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getMessage() == null && deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String kind = deepest.getClass().getSimpleName();
        return deepest.getMessage() == null ? kind : kind + ": " + deepest.getMessage();
    }
}
