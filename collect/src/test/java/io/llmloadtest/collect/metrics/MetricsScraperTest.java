package io.llmloadtest.collect.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.llmloadtest.evidence.metrics.MetricsAvailability.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricsScraperTest {

    private static final Map<String, String> KEY = Map.of("Authorization", "Bearer sk-secret");
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(100);

    private final List<Headers> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        released.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void aPageIsHandedOnAsItCame() {
        serve("/metrics", 200, "a 1\n".getBytes(UTF_8));

        assertThat(body(scrape("/metrics"))).isEqualTo("a 1\n");
    }

    @Test
    void compressionIsOfferedAndUndone() throws IOException {
        byte[] zipped = zipped("a 1\n");
        serve("/metrics", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            answer(exchange, 200, zipped);
        });

        assertThat(body(scrape("/metrics"))).isEqualTo("a 1\n");
        assertThat(asked.getFirst().getFirst("Accept-Encoding")).isEqualTo("gzip");
    }

    @Test
    void brokenCompressionIsNoPage() {
        serve("/metrics", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            answer(exchange, 200, "a 1\n".getBytes(UTF_8));
        });

        assertThat(failure(scrape("/metrics")).problem()).isEqualTo(Problem.NOT_METRICS);
    }

    @ParameterizedTest
    @CsvSource({"401, UNAUTHORIZED", "403, UNAUTHORIZED", "404, NOT_FOUND", "500, HTTP_ERROR", "503, HTTP_ERROR",
            "204, HTTP_ERROR", "304, HTTP_ERROR"})
    void everyOtherStatusHasItsName(int status, Problem problem) {
        serve("/metrics", status, "no  such\n page".getBytes(UTF_8));

        Scrape.Failure failure = failure(scrape("/metrics"));

        assertThat(failure.problem()).isEqualTo(problem);
        assertThat(failure.detail()).startsWith("HTTP " + status);
    }

    @Test
    void theDetailQuotesTheFirstCharactersOnOneLine() {
        serve("/metrics", 500, ("x\n\n\ty" + "z".repeat(1000)).getBytes(UTF_8));

        assertThat(failure(scrape("/metrics")).detail()).startsWith("HTTP 500 x yzzz").endsWith("...")
                .hasSizeLessThan(250);
    }

    @Test
    void nobodyListeningIsUnreachable() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        MetricsScraper scraper = scraper(URI.create("http://127.0.0.1:" + free + "/metrics"), LONG);
        assertThat(failure(scraper.scrape()).problem()).isEqualTo(Problem.UNREACHABLE);
    }

    @Test
    void aUrlOfAnotherKindIsUnreachable() {
        MetricsScraper scraper = scraper(URI.create("ftp://127.0.0.1/metrics"), LONG);
        assertThat(failure(scraper.scrape()).problem()).isEqualTo(Problem.UNREACHABLE);
    }

    @Test
    void noHeadInTimeIsATimeOut() {
        serve("/metrics", _ -> await(released));

        assertThat(failure(scrape("/metrics", SHORT)).problem()).isEqualTo(Problem.TIMED_OUT);
    }

    @Test
    void aBodyThatDribblesIsATimeOut() {
        serve("/metrics", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('a');
            exchange.getResponseBody().flush();
            await(released);
        });

        assertThat(failure(scrape("/metrics", SHORT)).problem()).isEqualTo(Problem.TIMED_OUT);
    }

    @Test
    void aBodyOverTheLimitIsGivenUp() {
        serve("/metrics", 200, new byte[2000]);

        MetricsScraper scraper = new MetricsScraper(target(url("/metrics")), LONG, 1000);
        assertThat(failure(scraper.scrape()).problem()).isEqualTo(Problem.TOO_LARGE);
    }

    @Test
    void aSmallBodyThatUnpacksToALargeOneIsGivenUp() throws IOException {
        byte[] bomb = zipped("0".repeat(100_000));
        serve("/metrics", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            answer(exchange, 200, bomb);
        });

        MetricsScraper scraper = new MetricsScraper(target(url("/metrics")), LONG, 1000);
        assertThat(failure(scraper.scrape()).problem()).isEqualTo(Problem.TOO_LARGE);
    }

    @Test
    void theKeyGoesToTheServersOwnOriginOnly() {
        serve("/metrics", 200, "a 1\n".getBytes(UTF_8));
        URI own = url("/metrics");
        ScrapeTarget same = ScrapeTarget.of(own, url("/v1"), KEY, Map.of("X-Tenant", "t"), Optional.empty());
        ScrapeTarget other = ScrapeTarget.of(own, URI.create("http://127.0.0.1:1/v1"), KEY,
                Map.of("X-Tenant", "t"), Optional.empty());

        scrape(same);
        scrape(other);

        assertThat(asked).extracting(headers -> headers.getFirst("Authorization")).containsExactly("Bearer sk-secret",
                null);
        assertThat(asked).extracting(headers -> headers.getFirst("X-Tenant")).containsExactly("t", "t");
    }

    @Test
    void aRedirectIsFollowedWithoutAnyHeader() {
        serve("/metrics", exchange -> {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            answer(exchange, 307, new byte[0]);
        });
        serve("/elsewhere", 200, "a 1\n".getBytes(UTF_8));

        Scrape scrape = scrape(ScrapeTarget.of(url("/metrics"), url("/v1"), KEY, Map.of(), Optional.empty()));

        assertThat(body(scrape)).isEqualTo("a 1\n");
        assertThat(asked).extracting(headers -> headers.getFirst("Authorization")).containsExactly("Bearer sk-secret",
                null);
    }

    @Test
    void redirectsInACircleEnd() {
        serve("/metrics", exchange -> {
            exchange.getResponseHeaders().set("Location", "/metrics");
            answer(exchange, 302, new byte[0]);
        });

        assertThat(failure(scrape("/metrics")).problem()).isEqualTo(Problem.HTTP_ERROR);
        assertThat(asked).hasSize(4);
    }

    @Test
    void secretsAreNeverTold() {
        serve("/metrics", exchange -> answer(exchange, 401,
                ("bad " + exchange.getRequestHeaders().getFirst("Authorization")).getBytes(UTF_8)));
        ScrapeTarget target = ScrapeTarget.of(url("/metrics?token=query-secret"), url("/v1"),
                KEY, Map.of(), Optional.empty());

        Scrape.Failure failure = failure(scrape(target));

        assertThat(failure.detail()).isEqualTo("HTTP 401 bad Bearer ***");
        assertThat(target.toString() + target.shownUrl() + failure).doesNotContain("secret");
    }

    @Test
    void aHeaderThatCannotBeSentIsNotTold() {
        Scrape.Failure failure = failure(
                scrape(new ScrapeTarget(url("/metrics"), Map.of("X-Key", "very\nsecret"), Optional.empty())));

        assertThat(failure.problem()).isEqualTo(Problem.UNREACHABLE);
        assertThat(failure.detail()).doesNotContain("secret");
    }

    /** Answers one request on each connection and then closes it without a word, as uvicorn does with idle ones. */
    @Test
    void everyScrapeHasAConnectionOfItsOwn() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            threads.submit(() -> {
                while (true) {
                    try (Socket connection = listener.accept()) {
                        readHead(connection.getInputStream());
                        connection.getOutputStream()
                                .write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\na 1\n".getBytes(UTF_8));
                    }
                }
            });
            URI url = URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/metrics");
            MetricsScraper scraper = scraper(url, LONG);
            for (int i = 0; i < 20; i++) {
                assertThat(body(scraper.scrape())).isEqualTo("a 1\n");
            }
        }
    }

    private void serve(String path, int status, byte[] body) {
        serve(path, exchange -> answer(exchange, status, body));
    }

    private void serve(String path, HttpHandler handler) {
        server.createContext(path, exchange -> {
            asked.add(exchange.getRequestHeaders());
            try (exchange) {
                handler.handle(exchange);
            }
        });
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        boolean bodyless = status == 204 || status == 304;
        exchange.sendResponseHeaders(status, bodyless || body.length == 0 ? -1 : body.length);
        if (!bodyless) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    private static void readHead(InputStream in) throws IOException {
        int ends = 0;
        for (int next = in.read(); next >= 0 && ends < 2; next = ends < 2 ? in.read() : -1) {
            ends = next == '\n' ? ends + 1 : next == '\r' ? ends : 0;
        }
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private static ScrapeTarget target(URI url) {
        return new ScrapeTarget(url, Map.of(), Optional.empty());
    }

    private static MetricsScraper scraper(URI url, Duration timeOut) {
        return new MetricsScraper(target(url), timeOut, MetricsScraper.LONGEST_PAGE);
    }

    private Scrape scrape(String path) {
        return scrape(path, LONG);
    }

    private Scrape scrape(String path, Duration timeOut) {
        MetricsScraper scraper = scraper(url(path), timeOut);
        return scraper.scrape();
    }

    private static Scrape scrape(ScrapeTarget target) {
        MetricsScraper scraper = new MetricsScraper(target);
        return scraper.scrape();
    }

    private static String body(Scrape scrape) {
        assertThat(scrape).isInstanceOf(Scrape.Page.class);
        return new String(((Scrape.Page) scrape).body(), UTF_8);
    }

    private static Scrape.Failure failure(Scrape scrape) {
        assertThat(scrape).isInstanceOf(Scrape.Failure.class);
        return (Scrape.Failure) scrape;
    }

    private static byte[] zipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
