"""What a test node of Elasticsearch is made of: a JDK of the machine, jars from Maven Central, two classes of our own."""

import hashlib
import os
import re
import shutil
import subprocess
from pathlib import Path

from preflight import Stop

RECIPE = Path(__file__).resolve().parents[1] / "tests" / "elasticsearch"
PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1"  # copies the jars; any 3.x would do, so pinned
MAIN = "org.elasticsearch.plugins.TestNode"
OLDEST_JAVA = 21
JVM = Path("/usr/lib/jvm")


def find_java():
    """Return the folder of the newest JDK that can run the node, or None."""
    folders = [os.environ.get("ES_JAVA_HOME"), os.environ.get("JAVA_HOME"), *JVM.glob("*")]
    found = {}
    for folder in filter(None, folders):
        release = Path(folder) / "release"
        if release.is_file() and (Path(folder) / "bin" / "javac").exists():
            version = re.search(r'^JAVA_VERSION="(\d+)', release.read_text(), re.MULTILINE)
            if version and int(version.group(1)) >= OLDEST_JAVA:
                found.setdefault(int(version.group(1)), Path(folder))
    return found[max(found)] if found else None


def find_gap():
    """Return what this machine lacks to run the node, in a few words; empty when nothing."""
    if not find_java():
        return "needs a JDK of {} or later in /usr/lib/jvm or JAVA_HOME (such as Temurin)".format(OLDEST_JAVA)
    if not shutil.which("mvn"):
        return "needs Maven (apt install maven)"
    return ""


def fetch_jars(folder):
    """Copy the jars to `folder`, and leave none there that is not a known one."""
    known = dict(line.split()[::-1] for line in (RECIPE / "jars.sha256").read_text().splitlines())
    if _hashes(folder) == known:
        return
    shutil.rmtree(folder, ignore_errors=True)
    command = ["mvn", "-B", "-q", "-f", RECIPE / "pom.xml", PLUGIN + ":copy-dependencies"]
    done = subprocess.run(
        [*command, "-DoutputDirectory={}".format(folder)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if done.returncode:
        lines = [line for line in done.stdout.splitlines() if "ERROR" in line]
        raise Stop("Elasticsearch: Maven could not copy the jars: {}".format(lines[0][:300] if lines else "no reason"))
    if _hashes(folder) != known:
        shutil.rmtree(folder)
        raise Stop("Elasticsearch: the jars are not those of tests/elasticsearch/jars.sha256")


def compile_classes(java, jars, folder):
    """Compile our own classes to `folder` unless they are newer than their sources."""
    sources = sorted(RECIPE.glob("*.java"))
    made = folder / (MAIN.replace(".", "/") + ".class")
    if made.exists() and made.stat().st_mtime > max(source.stat().st_mtime for source in sources):
        return
    command = [java / "bin" / "javac", "--release", str(OLDEST_JAVA), "-d", folder, "-cp", str(jars / "*"), *sources]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        raise Stop("Elasticsearch: javac: {}".format(done.stdout.strip().splitlines()[0]))


def _hashes(folder):
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.jar")}
