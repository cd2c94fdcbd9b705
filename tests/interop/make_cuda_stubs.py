"""Lets the torch wheel of PyPI be imported without the 2.5 GB of CUDA libraries it is linked to.

Writes into torch/lib, which comes first on the wheel's RPATH, one small shared object per missing
library, with its SONAME and the symbols and symbol versions that torch wants from it. Every call
answers cudaErrorNoDevice, so torch finds no device and runs on the CPU. Needs gcc, nm and readelf.
Never use such an environment on a machine with a GPU.
"""

import re
import subprocess
import sysconfig
from pathlib import Path
from tempfile import TemporaryDirectory

LIBRARY = re.compile(r"lib(cu|nv|nccl)")

# Symbols without a version: the first prefix that fits names the library.
LIBRARY_BY_PREFIX = {
    "cusparseLt": "libcusparseLt",
    "cusparse": "libcusparse",
    "cublasLt": "libcublasLt",
    "cublas": "libcublas",
    "cudnn": "libcudnn",
    "cufft": "libcufft",
    "cupti": "libcupti",
    "cusolver": "libcusolver",
    "nvrtc": "libnvrtc",
    "cuFile": "libcufile",
    "nccl": "libnccl",
    "pnccl": "libnccl",
    "nvshmem": "libnvshmem_host",
    "cuda": "libcudart",
    "__cuda": "libcudart",
    "nvtx": "libnvtx",
    "nvml": "libnvidia-ml",
    "nvJitLink": "libnvJitLink",
    "cu": "libcuda",
}

NO_DEVICE = "return 100;"
SUCCESS = "return 0;"
SOME_TEXT = "return (long)text;"
GIVES_TEXT = re.compile(r"^__cudaRegisterFatBinary$|Get(Last)?Error(String|Name)$|StatusName|StatusString")


def output_of(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def missing_libraries(objects, folder):
    needed = set()
    for path in objects:
        for match in re.finditer(r"\(NEEDED\).*\[(.+?)\]", output_of("readelf", "-dW", str(path))):
            if LIBRARY.match(match[1]) and not (folder / match[1]).exists():
                needed.add(match[1])
    return needed


def wanted_symbols(objects):
    """Undefined symbols that none of the objects defines, each with its version or ''."""
    undefined, defined = {}, set()
    for path in objects:
        for line in output_of("nm", "-D", str(path)).splitlines():
            *_, kind, symbol = line.split()
            name, _, version = symbol.partition("@")
            if kind == "U":
                undefined.setdefault(name, version.lstrip("@"))
            elif kind not in "vw":
                defined.add(name)
    return {name: version for name, version in undefined.items() if name not in defined}


def home_of(name, version, libraries):
    """The library that the symbol is to be found in, if it is one of ours."""
    if version in libraries:
        return version
    plain = re.sub(r"^_ZN?K?\d*", "", name)
    prefix = next((prefix for prefix in LIBRARY_BY_PREFIX if plain.startswith(prefix)), None)
    soname = f"{LIBRARY_BY_PREFIX.get(prefix)}.so"
    return next((library for library in libraries if library.startswith(soname)), None)


def body_of(name):
    if GIVES_TEXT.search(name):
        return SOME_TEXT
    if name.startswith("__cuda") or name in ("cudaGetLastError", "cudaPeekAtLastError"):
        return SUCCESS
    return NO_DEVICE


def build(library, symbols, folder):
    functions = "".join(f"long {name}(void) {{ {body_of(name)} }}\n" for name in symbols)
    versions = {}
    for name, version in symbols.items():
        versions.setdefault(version, []).append(name)
    script = "".join(
        f"{version} {{ global: {'; '.join(names)}; }};\n" for version, names in versions.items() if version
    )
    with TemporaryDirectory() as scratch:
        source, map_file = Path(scratch, "stub.c"), Path(scratch, "stub.map")
        source.write_text(f"static char text[4096];\n{functions}")
        map_file.write_text(script)
        options = [f"-Wl,--version-script={map_file}"] if script else []
        compiler = ["gcc", "-shared", "-fPIC", "-w", *options, f"-Wl,-soname,{library}"]
        output_of(*compiler, "-o", str(folder / library), str(source))


def main():
    torch = Path(sysconfig.get_paths()["purelib"], "torch")
    folder = torch / "lib"
    objects = [*sorted(folder.glob("*.so*")), *sorted(torch.glob("_C*.so"))]
    symbols_of = {library: {} for library in sorted(missing_libraries(objects, folder))}
    for name, version in sorted(wanted_symbols(objects).items()):
        library = home_of(name, version, symbols_of)
        if library is not None and re.fullmatch(r"\w+", name):
            symbols_of[library][name] = version
    for library, symbols in symbols_of.items():
        build(library, symbols, folder)
    print(f"{len(symbols_of)} libraries stand in for CUDA")


main()
