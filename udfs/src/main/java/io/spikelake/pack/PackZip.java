package io.spikelake.pack;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Predicate;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Packs as zips. Names in a zip are never taken for paths of this machine. */
final class PackZip {

  /** The oldest date that a zip can hold. */
  private static final LocalDateTime NO_DATE = LocalDateTime.of(1980, 1, 1, 0, 0);

  /** A pack has a dozen files; an archive with many more is something else. */
  private static final int MAX_ENTRIES = 10_000;

  private PackZip() {}

  static Map<String, byte[]> files(byte[] content, String location) throws IOException {
    return files(new ByteArrayInputStream(content), new PackBudget(location));
  }

  /**
   * The files of a pack by path, without the folder that may be around them.
   *
   * @param budget bounds what is unpacked, and knows where the zip is from
   * @throws IOException if it is no zip, or too large for a pack
   */
  static Map<String, byte[]> files(InputStream in, PackBudget budget) throws IOException {
    return withoutFolder(read(in, budget, PackLayout::belongs, name -> false), budget.location());
  }

  /** The manifest alone, if there is one; reads no further than to it. */
  static Map<String, byte[]> manifest(InputStream in, String location) throws IOException {
    Predicate<String> manifest = PackManifest.FILE::equals;
    return withoutFolder(read(in, new PackBudget(location), manifest, manifest), location);
  }

  private static Map<String, byte[]> read(
      InputStream in, PackBudget budget, Predicate<String> wanted, Predicate<String> last)
      throws IOException {
    try {
      return read(new ZipInputStream(in), budget, wanted, last);
    } catch (EOFException e) {
      throw damaged(budget, "it ends too early", e);
    } catch (ZipException | IllegalArgumentException e) {
      // The latter for names that are not UTF-8.
      throw damaged(budget, e.getMessage(), e);
    }
  }

  private static IOException damaged(PackBudget budget, String how, Exception cause) {
    return new IOException(
        "%s is a damaged zip: %s; copy or export it again".formatted(budget.location(), how),
        cause);
  }

  private static Map<String, byte[]> read(
      ZipInputStream zip, PackBudget budget, Predicate<String> wanted, Predicate<String> last)
      throws IOException {
    String location = budget.location();
    Map<String, byte[]> files = new HashMap<>();
    int entries = 0;
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      if (++entries > MAX_ENTRIES) {
        throw new IOException(
            "%s has more than %d entries; it is no model pack".formatted(location, MAX_ENTRIES));
      }
      String name = entry.getName();
      String inside = name.substring(name.indexOf('/') + 1);
      if (!wanted.test(name) && !wanted.test(inside)) {
        budget.skip(zip);
        continue;
      }
      if (files.put(name, budget.read(zip)) != null) {
        throw new IOException("%s has two entries named %s".formatted(location, name));
      }
      if (last.test(name) || last.test(inside)) {
        return files;
      }
    }
    if (entries == 0) {
      throw new IOException(location + " is neither a folder nor a zip with files in it");
    }
    return files;
  }

  private static Map<String, byte[]> withoutFolder(Map<String, byte[]> files, String location)
      throws IOException {
    String prefix = files.containsKey(PackManifest.FILE) ? "" : folder(files, location);
    Map<String, byte[]> inside = new HashMap<>();
    files.forEach(
        (name, content) -> {
          if (name.startsWith(prefix)) {
            inside.put(name.substring(prefix.length()), content);
          }
        });
    return inside;
  }

  /** The folder that holds the manifest, empty if none does. */
  private static String folder(Map<String, byte[]> files, String location) throws IOException {
    List<String> folders =
        files.keySet().stream()
            .filter(name -> name.endsWith("/" + PackManifest.FILE))
            .map(name -> name.substring(0, name.length() - PackManifest.FILE.length()))
            .sorted()
            .toList();
    if (folders.size() > 1) {
      throw new IOException(
          "%s holds several packs, in %s; give one pack at a time".formatted(location, folders));
    }
    return folders.isEmpty() ? "" : folders.get(0);
  }

  /** The manifest comes first, so that it can be read without the rest; networks hardly shrink. */
  static void write(SortedMap<String, byte[]> files, OutputStream out) throws IOException {
    List<String> names = new ArrayList<>(files.keySet());
    names.remove(PackManifest.FILE);
    names.add(0, PackManifest.FILE);
    ZipOutputStream zip = new ZipOutputStream(out);
    zip.setLevel(Deflater.NO_COMPRESSION);
    for (String name : names) {
      ZipEntry entry = new ZipEntry(name);
      entry.setTimeLocal(NO_DATE);
      zip.putNextEntry(entry);
      zip.write(files.get(name));
    }
    zip.finish();
  }
}
