"""One-Stop Quality Service Platform (一站式质量服务平台): the root package.

The repository root is the import package ``onestop``; its apps are subpackages. See ``docs/architecture.md``.
"""

__version__ = "0.1.0"
