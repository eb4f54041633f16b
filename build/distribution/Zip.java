import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Zips a folder with the permissions of its files, which {@code jar} does not keep: {@code java Zip.java FOLDER FILE.zip
 * EPOCH_SECONDS}. The same folder gives the same bytes.
 */
final class Zip {

    private Zip() {
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        FileTime time = FileTime.from(Instant.ofEpochSecond(Long.parseLong(arguments[2])));
        URI zip = URI.create("jar:" + Path.of(arguments[1]).toUri());
        try (FileSystem inside = FileSystems.newFileSystem(zip,
                Map.of("create", "true", "enablePosixFileAttributes", "true"));
                Stream<Path> all = Files.walk(folder)) {
            all.sorted().forEach(file -> add(file,
                    inside.getPath(folder.getFileName().toString(), folder.relativize(file).toString()), time));
        }
    }

    private static void add(Path file, Path entry, FileTime time) {
        try {
            if (Files.isDirectory(file)) {
                Files.createDirectories(entry);
            } else {
                Files.write(entry, Files.readAllBytes(file));
            }
            Files.setPosixFilePermissions(entry, PosixFilePermissions
                    .fromString(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))));
            Files.setLastModifiedTime(entry, time);
            Files.setAttribute(entry, "lastAccessTime", time);
            Files.setAttribute(entry, "creationTime", time);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
