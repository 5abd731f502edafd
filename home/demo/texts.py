"""Texts of the demo. Names, addresses and telephones are those printed in the municipal standard itself."""

import json
from typing import Any

HOME: dict[str, Any] = {
    "title": "首页",
    "lead": "标准号怎么写都行，也可以写名称，或者一句话。",
    "examples": "GB/T 19012\n哈密瓜\n红枣\nTSG 08",
    "search_description": "查标准是否现行、由谁代替，找质量服务，提质量需求：一个窗口，办好质量的事。",
}

SITE_MAP: dict[str, Any] = {"title": "网站地图"}

SETTINGS: dict[str, str] = {
    "tagline": "一个窗口，办好质量的事",
    "organiser": "哈密市市场监督管理局",
    "organiser_address": "哈密市前进西路 14 号",
    "organiser_phone": "0902-2250279",
    "operator": "哈密市检验检测中心",
    "operator_address": "哈密市伊州区伊州大道 132 号",
    "operator_phone": "0902-2257813",
    "postcode": "839000",
    "region_name": "哈密市",
    "standard_title": "一站式质量服务平台建设规范",
    "standard_scope": "规定了一站式质量服务平台建设的术语和定义、技术要求、服务质量监督及档案管理。",
}

ABOUT = """
<h2>这里做什么</h2>
<p>把质量方面的服务集中到一个窗口：标准、计量、检验检测、特种设备、认证认可、知识产权、质量管理、宣传培训，
企业不用一处一处去问。</p>
<h2>谁在办</h2>
<p>采用“互联网+服务中心+服务站+服务网点”的模式。服务中心受市级市场监督管理部门委托，负责服务站的日常指导、评估、
服务质量监督，以及平台的运营和维护。</p>
<h2>依据什么</h2>
<p>平台按照下面这份文件建设，适用于哈密市；它由哈密市市场监督管理局提出并归口，哈密市检验检测中心起草。
对平台或这份文件有意见、建议，请告诉这两个单位。</p>
"""

CITED = """
<h2>引用的标准</h2>
<p>文件引用下面两项标准，都不注日期，所以总是适用最新版本，包括所有的修改单。</p>
"""

PRIVACY = """
<h2>不登录也能用</h2>
<p>看网页、查标准不用注册，也不用填写任何个人信息。网页不向别的网站要任何东西，没有第三方的统计、广告和字体。</p>
<h2>浏览器里存什么</h2>
"""

PRIVACY_MORE = """
<p>看网页时，除您选的字号以外，什么都不存。</p>
<h2>我们记下什么</h2>
<ul><li>没有查到结果的检索词和次数，用来补充标准目录；不记是谁查的。</li>
<li>工作人员的用户名和修改记录，用来说明内容是谁在什么时候改的。</li></ul>
<h2>您的权利</h2>
<p>想查阅、更正或删除与您有关的信息，请打服务中心的电话，号码在每一页的最下面。</p>
"""

ACCESSIBILITY = """
<h2>怎样看得清</h2>
<ul><li>每一页的上方都有“大字版”。字变大，版面重新排，不用左右拖动。</li>
<li>文字和背景的对比度不低于 4.5∶1。状态除了颜色，还有文字和图形。</li>
<li>系统设为深色时，网页也是深色；打印时是黑白的，按 A4 排版。</li></ul>
<h2>怎样用得上</h2>
<ul><li>全部功能都可以只用键盘完成：Tab 往前，Shift+Tab 往回，Enter 确认。
第一次按 Tab 就可以直接跳到正文。</li>
<li>关掉脚本，网页照样能用。</li>
<li>没有自动播放、自动滚动和弹窗；登录不用辨认图片。</li></ul>
<h2>按什么标准</h2>
<p>以 WCAG 2.2 的 AA 级和 GB/T 37668—2019 为目标，每次改动都用工具检查。上传的旧文件可能还做不到，
需要的话请打电话，我们帮您读或者换一种格式。</p>
"""


def _stream(*blocks: tuple[str, Any]) -> str:
    """Return the value of a StreamField."""
    return json.dumps([{"type": kind, "value": value} for kind, value in blocks], ensure_ascii=False)


def _text(html: str) -> tuple[str, str]:
    """Return a block of text; the source's line breaks would be spaces between Chinese words."""
    return "text", "".join(html.splitlines())


def _facts(*rows: tuple[str, str]) -> list[dict[str, str]]:
    """Return the value of a list of facts."""
    return [{"term": term, "value": value} for term, value in rows]


INFO_PAGES: dict[str, dict[str, Any]] = {
    "about": {
        "title": "关于平台",
        "intro": "哈密市一站式质量服务平台：一个窗口，办好质量的事。",
        "source": "哈密市检验检测中心",
        "body": _stream(
            _text(ABOUT),
            ("platform", None),
            _text(CITED),
            ("standard", {"number": "GB/T 19012", "note": "企业投诉的处理参照这项标准。"}),
            ("standard", {"number": "GB/T 19013", "note": "相关纠纷的处理参照这项标准。"}),
        ),
    },
    "privacy": {
        "title": "隐私政策",
        "intro": "少收集，不外传，说清楚。",
        "body": _stream(
            ("notice", {"tone": "wait", "title": "示例文本", "text": "正式上线前，由运行单位审定后替换。"}),
            _text(PRIVACY),
            (
                "facts",
                _facts(
                    ("type", "您选了大字版，保存一年；选回标准字号就删掉。"),
                    ("sessionid", "只在登录以后有，30 分钟不用就失效，关掉浏览器就没有了。"),
                    ("csrftoken", "只在填表时有，防止别人冒用您的名义提交。"),
                ),
            ),
            _text(PRIVACY_MORE),
        ),
    },
    "accessibility": {
        "title": "无障碍说明",
        "intro": "老人、视力不好的人、不用鼠标的人，都应当办得成。",
        "body": _stream(_text(ACCESSIBILITY)),
    },
}
